"""The catalogs in a translator's and a maintainer's hands: `homeward locales`.

One idea a file: `extraction` and `merging` keep the catalogs up to date, `languages` begins one,
`status` counts, `checks` and `checking` find faults, `spelling` asks hunspell, `offering` says
which languages may be offered to families, `trial` lets a translator talk to the bot.
"""
