"""Views -> the text and bytes of files: HTML, feeds, exports, documents."""
