#include "CBuild.h"

// Package.swift defines it from the environment of the build: `make release` sets HOTLINE_COMMIT.
#ifndef HOTLINE_COMMIT
#define HOTLINE_COMMIT ""
#endif

const char *hotline_commit(void) { return HOTLINE_COMMIT; }
