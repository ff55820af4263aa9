# HotlineMerger. `make help` says what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# Every Debian package the project needs, by name.
PACKAGES := git make gcc libc6-dev python3 python3-jsonschema sqlite3 pkg-config libcsv-dev libsodium-dev libsqlite3-dev libxml2-dev libxml2-utils \
  libxxhash-dev libzstd-dev zlib1g-dev zstd postgresql-15 kamailio kamailio-sqlite-modules sip-tester procps faketime
BUILD := .build/debug
APT := $(if $(filter 0,$(shell id -u)),,sudo )apt-get

# `make campaign ledger`: the word behind `campaign` is a name, not a goal.
ifeq (campaign,$(firstword $(MAKECMDGOALS)))
  NAME := $(or $(word 2,$(MAKECMDGOALS)),$(NAME))
  $(eval $(or $(word 2,$(MAKECMDGOALS)),campaign-name):;@:)
endif

.PHONY: help setup build release run test campaign lint format golden reference fuzz bench clean

help: ## Say what there is.
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: ## Install the Debian packages the project needs; does nothing where they are there.
	@missing=""; for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  $(APT) update -qq && DEBIAN_FRONTEND=noninteractive $(APT) install -y -qq --no-install-recommends $$missing; \
	fi

build: setup ## Build the program for debugging.
	swift build --product hotline

release: setup ## Build the program for use.
	swift build -c release --product hotline

run: build ## Merge the sample city from exports to routing tables, in build/run.
	@SampleData/run.sh $(BUILD)/hotline build/run

# What a run did, for .ci/skipped.
EVENTS := build/test-events.jsonl

test: setup ## Run all tests, and say which were skipped and why.
	swift build --build-tests
	@mkdir -p build && rm -f $(EVENTS)
	swift test --skip-build --disable-xctest --event-stream-output-path $(EVENTS) --event-stream-version 0 \
	  $(if $(FILTER),--filter $(FILTER)); code=$$?; .ci/skipped $(EVENTS) || code=1; exit $$code

campaign: $(if $(NAME),release) ## Try one thing thousands of times: make campaign ledger SEED=1; alone, list the campaigns.
ifeq (,$(NAME))
	@for path in Tests/Campaigns/*; do [ -f $$path ] && [ -x $$path ] && echo $${path##*/}; done; true
else
	HOTLINE=.build/release/hotline ROOT=. SEED=$(or $(SEED),1) SIZE=$(SIZE) Tests/Campaigns/$(NAME)
endif

lint: ## Check the form of the code, and what the code says of itself.
	swift format lint --strict --recursive --parallel Package.swift Sources Tests
	@.ci/lint-docs

format: ## Bring the code into form.
	swift format --in-place --recursive --parallel Package.swift Sources Tests

golden: setup ## Write the expected output of the golden cases anew, twice, and compare.
	swift build --build-tests
	UPDATE=1 swift test --skip-build --disable-xctest --filter 'Golden cases'
	swift test --skip-build --disable-xctest --filter 'Golden cases'
	@git diff --stat Tests/Cases

reference: build ## Write the reference pages that the program knows by heart.
	@{ echo '# Findings'; echo; \
	  echo 'Every code with what it says; `hotline explain CODE` adds the harm and the remedy.'; \
	  echo 'Written by `make reference`; a test compares it with the program.'; echo; \
	  $(BUILD)/hotline --lang en explain --format md; } > Documentation/Reference/findings.md

# libFuzzer comes with Swift; its archive without a main lies beside the runtime.
FUZZER = $(shell dirname $$(dirname $$(readlink -f $$(command -v swift))))/lib/swift/clang/lib/linux/libclang_rt.fuzzer_no_main-x86_64.a
FUZZ_TARGETS := csv xml charset sheet
FUZZ_SECONDS := 600

fuzz: setup ## Hunt for bytes that break a reader, ten minutes each; FUZZ_TARGETS=csv FUZZ_SECONDS=60 for less.
	HOTLINE_FUZZ=1 swift build -c release --scratch-path .build-fuzz --product Fuzz --sanitize address \
	  -Xswiftc -enable-testing -Xswiftc -use-ld=lld -Xlinker $(FUZZER) -Xlinker -lstdc++ \
	  -Xswiftc -sanitize-coverage=edge,inline-8bit-counters,pc-table,trace-cmp,indirect-calls
	@for target in $(FUZZ_TARGETS); do \
	  mkdir -p build/fuzz/$$target; \
	  ASAN_OPTIONS=detect_leaks=0 .build-fuzz/release/Fuzz $$target build/fuzz/$$target Tests/Fuzz/Corpus/$$target \
	    -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -timeout=60 -rss_limit_mb=2048 -print_final_stats=1 \
	    -artifact_prefix=build/fuzz/$$target- || exit 1; \
	done

bench: release ## Measure against peers in one run.
	Benchmarks/run

clean: ## Take away what was built.
	rm -rf .build build
