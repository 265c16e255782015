"""The long runs: builds that are killed, posts and queries that are spoilt. `python -m tests.soak` tells what broke."""
