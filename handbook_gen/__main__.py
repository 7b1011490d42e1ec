"""`python -m handbook_gen` is the command `handbook`; nothing else happens here."""

from handbook_gen.cli import main

if __name__ == "__main__":
    main()
