"""webpages: the text of a saved web page, its comments and who wrote them."""
