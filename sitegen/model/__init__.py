"""What a site is: frozen values without I/O and without HTML."""
