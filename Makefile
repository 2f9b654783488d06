# One line for each target: `make help`.
.DEFAULT_GOAL := help
.PHONY: help build test demo bench fuzz install format clean

PREFIX ?= /usr/local
DESTDIR ?=
BINARY := .build/release/rolloutgate

help: ## show these lines
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

build: ## build the release binary and print its path
	@.ci/install-packages build
	@echo "building rolloutgate; the first time takes some minutes" >&2
	@.ci/build-release
	@echo $(BINARY)

test: ## run everything that CI runs
	@.ci/test

demo: build ## climb a ladder and roll one back, on saved answers
	@.ci/install-packages demo
	@fixtures/demo/run.sh

bench: build ## measure against public tools, side by side
	@.ci/install-packages bench
	@.ci/bench

fuzz: ## try random manifests, and for MINUTES (10) files of any bytes
	@.ci/install-packages build
	@.ci/fuzz

install: build ## install below PREFIX (/usr/local), with completions and man page; DESTDIR is heeded
	@.ci/install "$(DESTDIR)$(PREFIX)"

format: ## format all Swift in place
	@swift format --in-place --recursive Package.swift Sources Tests

clean: ## remove what was built
	@rm -rf .build .build-fuzz
