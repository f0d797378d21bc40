"""`sitegen serve`: files -> changes -> build -> preview -> browser. Nothing is written to disk."""
