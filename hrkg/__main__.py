"""`python -m hrkg` is the command `hrkg`."""

from hrkg.cli import main

main()
