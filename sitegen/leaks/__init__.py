"""Finds private values in what is published, however they are written."""

from sitegen.leaks.patterns import SHORTEST, Wanted, wanted_of
from sitegen.leaks.search import holds
from sitegen.leaks.texts import Texts, folded, texts_of

__all__ = ["SHORTEST", "Texts", "Wanted", "folded", "holds", "texts_of", "wanted_of"]
