"""What is true of the words, their catalogs and the tools that keep them."""
