// The command line follows in the next commits.
