"""Write the pages that are made from the code."""

from __future__ import annotations

from tools.docs import pages

for path, text in pages():
    path.write_text(text, "utf-8")
