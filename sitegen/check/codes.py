"""The names of all warnings."""

from __future__ import annotations

from typing import Final

_CODES = """
    attribute-refused bad-document-font bad-math bib-annotation bib-author-list bib-bad-doi
    bib-bad-url
    bib-circular-parent bib-control-character bib-encoding bib-field-too-large bib-key
    bib-missing-brace bib-missing-comma bib-missing-equals bib-missing-parent bib-missing-value
    bib-misspelt-field bib-nesting bib-no-author bib-no-title bib-no-year bib-repeated-field
    bib-repeated-key bib-slug-repeated bib-string bib-text-outside bib-too-many-parents
    bib-two-owners bib-unbalanced bib-unclosed bib-undefined-string bib-unexpected-text
    bib-unknown-type bib-unreadable-macro doi-form domain-differs duplicate-id duplicate-paper
    footnote-duplicate footnote-undefined footnote-unused foreign-files image-metadata
    image-too-large image-without-alt kept-file
    letter-opening letter-pages letter-recipient unused-variable
    latex-unknown-command markdown-h1 missing-alt missing-asset missing-doi missing-glyph
    missing-venue no-typst not-in-documents odd-month
    odd-name odd-pages odd-year owner-not-found raw-html reference-duplicate reference-undefined
    remote-image repeated-doi repeated-reference scholar-no-abstract scholar-no-author
    scholar-no-date scholar-no-pages scholar-no-pdf scholar-no-title scholar-no-venue
    scholar-pdf-elsewhere scholar-pdf-large scholar-pdf-scanned tag-slug-repeated title-capitals
    unknown-language unknown-relation unreadable-image unused-section unused-string unused-style
    venue-spelling
    missing-private-value short-private-value tracked-secret unsearched-file
    too-many-pages
"""

WARNINGS: Final = frozenset(_CODES.split())
"""What `[check] ignore` may name; docs/problems.md explains each."""
