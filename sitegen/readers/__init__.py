"""Readers: one module for each format, each the only importer of its library."""
