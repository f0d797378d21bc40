"""`sitegen serve`: files -> changes -> build -> preview -> browser. It writes no file of a site."""
