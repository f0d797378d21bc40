"""Charts: what was counted -> numbers to draw. Pure geometry without a word."""
