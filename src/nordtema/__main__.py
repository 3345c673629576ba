"""`python -m nordtema`."""

from nordtema.cli import main

if __name__ == "__main__":
    main()
