# HotlineMerger. `make help` says what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# Debian packages, by name: what the toolchain and a build need, and what the tests need beside it.
BUILD_PACKAGES := git ca-certificates make gcc libc6-dev libstdc++-12-dev pkg-config libcurl4 libncurses6 \
  libcsv-dev libsodium-dev libsqlite3-dev libxlsxwriter-dev libxml2-dev libxxhash-dev libzstd-dev zlib1g-dev
TEST_PACKAGES := python3 python3-jsonschema python3-openpyxl python3-icalendar python3-pandas libreoffice-calc-nogui sqlite3 libxml2-utils zstd \
  postgresql-15 kamailio kamailio-postgres-modules kamailio-sqlite-modules sip-tester procps faketime tmux less zsh mandoc man-db chromium fonts-noto-cjk poppler-utils \
  nginx-light openssl curl chromium-driver python3-selenium python3-pip
SPARK_PACKAGES := openjdk-17-jre-headless python3-venv
BUILD := .build/debug
VERSION := $(shell sed -n 's/.*static let number = "\(.*\)"/\1/p' Sources/hotline/ProgramVersion.swift)
PREFIX := /usr/local

# The pages of `hotline serve`: their server takes minutes to build, so that builds for debugging leave
# it out; `make build WEB="--traits Web"` has it. Switching between the two builds everything anew.
WEB := --traits Web

# A program for use holds Swift's libraries, knows its commit, and names no folder of this machine.
# It starts faster where it exports no symbols and its relocations are packed, which lld can do.
RELEASE := .build/release
RELEASE_FLAGS := -c release --product hotline $(WEB) --static-swift-stdlib \
  -Xswiftc -file-prefix-map -Xswiftc "$(CURDIR)/=./" -Xcc "-ffile-prefix-map=$(CURDIR)/=./" \
  -Xswiftc -use-ld=lld -Xlinker --no-export-dynamic -Xlinker -z -Xlinker pack-relative-relocs

# `make campaign ledger`: the word behind `campaign` is a name, not a goal.
ifeq (campaign,$(firstword $(MAKECMDGOALS)))
  NAME := $(or $(word 2,$(MAKECMDGOALS)),$(NAME))
  $(eval $(or $(word 2,$(MAKECMDGOALS)),campaign-name):;@:)
endif

.PHONY: help setup setup-tests setup-spark test-spark build release run install uninstall deb test campaign lint format golden reference manuals \
  completions fuzz bench clean

help: ## Say what there is.
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## Check Swift, and install the Debian packages that a build needs.
	@.ci/packaging/packages $(BUILD_PACKAGES)

setup-tests: ## Install what the tests need too; no service among it is started.
	@.ci/packaging/packages --without-services $(BUILD_PACKAGES) $(TEST_PACKAGES)
	@.ci/packaging/axe

setup-spark: ## Install Apache Spark for the job on many machines, in build/spark.
	@.ci/packaging/packages $(SPARK_PACKAGES)
	@.ci/packaging/spark

build: setup ## Build the program for debugging.
	swift build --product hotline

release: setup ## Build the program for use.
	HOTLINE_COMMIT=$$(.ci/packaging/commit) swift build $(RELEASE_FLAGS)

run: build ## Merge the sample city from exports to routing tables, in build/run.
	@FROM="$(PWD)" SampleData/run.sh $(BUILD)/hotline build/run

# `make install BUILD=FOLDER` installs a program that is built already.
BUILT := $(filter command line,$(origin BUILD))
INSTALLED := $(if $(BUILT),$(BUILD),$(RELEASE))/hotline

install: $(if $(BUILT),,release) ## Install the program: make install PREFIX=/usr/local DESTDIR=.
	@.ci/packaging/install "$(INSTALLED)" "$(DESTDIR)$(PREFIX)"
	@echo "installed in $(DESTDIR)$(PREFIX)"

uninstall: ## Remove what `make install` installed.
	@.ci/packaging/install --remove "$(DESTDIR)$(PREFIX)"

deb: $(if $(BUILT),,release) ## Make a Debian package of the program, in build.
	@.ci/packaging/deb "$(INSTALLED)" "$(VERSION)"

# What a run did, for .ci/skipped.
EVENTS := build/test-events.jsonl

test: setup-tests ## Run all tests, and say which were skipped and why.
	swift build --build-tests $(WEB)
	@mkdir -p build && rm -f $(EVENTS)
	swift test $(WEB) --skip-build --disable-xctest --event-stream-output-path $(EVENTS) --event-stream-version 0 \
	  $(if $(FILTER),--filter '$(FILTER)'); code=$$?; .ci/skipped $(EVENTS) || code=1; exit $$code

test-spark: setup-spark ## Run the job on two workers, one of which is killed, and hold it against an import.
	swift build --product hotline $(WEB)
	build/spark/bin/python -m unittest discover -s Tests/Spark -p 'test_*.py'
	build/spark/bin/python Tests/Spark/cluster.py --hotline $(BUILD)/hotline --tickets 200000 --kill 1

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

golden: setup-tests ## Write the expected output of the golden cases anew, twice, and compare.
	swift build --build-tests $(WEB)
	UPDATE=1 swift test $(WEB) --skip-build --disable-xctest --filter 'Golden cases'
	swift test $(WEB) --skip-build --disable-xctest --filter 'Golden cases'
	@git diff --stat Tests/Cases

# A program built elsewhere may write its own pages: make manuals PROGRAM=...
PROGRAM ?= $(BUILD)/hotline
PROGRAM_BUILD := $(if $(filter file,$(origin PROGRAM)),build)
SHARE := build/share

reference: $(PROGRAM_BUILD) ## Write the reference pages that the program knows by heart.
	@PROGRAM=$(PROGRAM) .ci/reference

manuals: $(PROGRAM_BUILD) ## Write the pages for man, in English and Chinese, into build/share/man.
	@PROGRAM=$(PROGRAM) .ci/manuals $(SHARE)/man

completions: $(PROGRAM_BUILD) ## Write the completion for bash and zsh into build/share.
	@mkdir -p $(SHARE)/bash-completion/completions $(SHARE)/zsh/vendor-completions
	@$(PROGRAM) completion bash > $(SHARE)/bash-completion/completions/hotline
	@$(PROGRAM) completion zsh > $(SHARE)/zsh/vendor-completions/_hotline

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
