"""`python -m sitegen` is the command `sitegen`."""

from sitegen.start import main

if __name__ == "__main__":
    main()
