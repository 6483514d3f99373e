# Builds everything under build/MODE: `make` (release), `make MODE=asan`, `make MODE=tsan`.
MODE ?= release
OUT := build/$(MODE)
CC ?= gcc
PKGS := icu-uc icu-i18n sqlite3 libxxhash zlib libzstd libbrotlidec libmicrohttpd libcurl
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wundef \
  -Wpointer-arith -Wcast-align -Wwrite-strings -Wno-gnu-statement-expression
# No fused multiply-add: trained models and scores are the same bits on every machine.
CFLAGS_ALL := -std=c17 -D_GNU_SOURCE -g -ffp-contract=off -fno-math-errno -Iinclude -Isrc -I$(OUT)/generated $(WARNINGS) \
  $(shell pkg-config --cflags $(PKGS))
release_FLAGS := -O3
asan_FLAGS := -O2 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
tsan_FLAGS := -O2 -fsanitize=thread -fno-omit-frame-pointer
CFLAGS ?= $($(MODE)_FLAGS)
LDLIBS := $(shell pkg-config --libs $(PKGS)) -lm -lpthread

ROOMS := base bytes document sentences statements claims picture store engine serve cli
SOURCES := $(foreach room,$(ROOMS),$(sort $(wildcard src/$(room)/*.c)))
OBJECTS := $(SOURCES:src/%.c=$(OUT)/%.o)
LIBRARY := $(OUT)/libhearsay.a
# Tables of lexicons/common hold facts of no language: every language's lexicon has them.
LANGUAGES := $(filter-out common,$(notdir $(wildcard lexicons/*)))
LEXICONS := $(LANGUAGES:%=$(OUT)/data/%.lexicon)
# Models and trained weights (en.model, en.factuality, ...).
MODELS := $(patsubst models/%,$(OUT)/data/%,$(filter-out %.md %.txt,$(wildcard models/*)))
UNIT_TESTS := $(patsubst tests/unit/%.c,$(OUT)/tests/%,$(wildcard tests/unit/*.c))
ORACLE_TESTS := $(patsubst tests/oracle/%.c,$(OUT)/tests/oracle_%,$(wildcard tests/oracle/*.c))
BENCHES := $(patsubst bench/%.c,$(OUT)/bench/%,$(wildcard bench/*.c))
FUZZERS := $(patsubst fuzz/%.c,$(OUT)/fuzz/%,$(wildcard fuzz/*.c))

GAZETTEER := $(OUT)/data/world.gazetteer

all: $(OUT)/hearsay $(LEXICONS) $(MODELS) $(GAZETTEER)

$(OUT)/hearsay: $(OUT)/cli/main.o $(LIBRARY)
	$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)

$(LIBRARY): $(filter-out $(OUT)/cli/main.o,$(OBJECTS))
	@rm -f $@
	ar rcsD $@ $^

$(OUT)/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(CFLAGS) -MMD -MP -c -o $@ $<

$(OUT)/bytes/references.o: src/bytes/references.tsv
# Text that the program carries in itself, as C initializers.
TO_INITIALIZER = @mkdir -p $(@D); od -An -v -td1 $< | sed 's/\([0-9]\) /\1, /g; s/\([0-9]\)$$/\1,/; $$ s/,$$//' > $@
$(OUT)/generated/%.inc: src/store/%.sql
	$(TO_INITIALIZER)
$(OUT)/generated/%.inc: web/%
	$(TO_INITIALIZER)
$(OUT)/store/store.o: $(patsubst src/store/%.sql,$(OUT)/generated/%.inc,$(wildcard src/store/*.sql))
$(OUT)/picture/html.o: $(OUT)/generated/picture.css.inc $(OUT)/generated/page.js.inc $(OUT)/generated/icon.svg.inc

# Build tools run on this machine and need no sanitizer.
build/tools/%: tools/%.c $(wildcard src/base/*.[ch])
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -O1 -o $@ $(filter %.c,$^) $(LDLIBS)

# Makes models/en.names and the points of src/claims/points.c; see models/README.md.
$(OUT)/tools/train_%: tools/train_%.c tools/logistic.h $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(CFLAGS) -o $@ $< $(LIBRARY) $(LDLIBS)

# Places come from the distribution's packages; what is not installed is left out, and said.
build/tools/compile_gazetteer: tools/compile_gazetteer.c src/statements/gazetteer.c src/statements/gazetteer.h $(wildcard src/base/*.[ch])
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -O1 -o $@ $(filter %.c,$^) $(LDLIBS)

$(GAZETTEER): build/tools/compile_gazetteer
	@mkdir -p $(@D)
	build/tools/compile_gazetteer $@

# What words mean and how they are written comes from packages, too, for the languages that have them.
TABLES_en := build/tables/word_senses.tsv build/tables/word_capitals.tsv build/tables/word_synonyms.tsv
build/tables/%.tsv: tools/%
	@mkdir -p $(@D)
	$< >$@

.SECONDEXPANSION:
$(OUT)/data/%.lexicon: build/tools/compile_lexicons $$(wildcard lexicons/%/*.tsv lexicons/common/*.tsv) $$(TABLES_$$*)
	@mkdir -p $(@D)
	build/tools/compile_lexicons $@ $(wildcard lexicons/$*/*.tsv lexicons/common/*.tsv) $(TABLES_$*)

$(OUT)/data/%: models/%
	@mkdir -p $(@D)
	cp $< $@

$(OUT)/tests/oracle_%: tests/oracle/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(CFLAGS) -Itests -o $@ $< $(LIBRARY) $(LDLIBS) -lcmocka
$(OUT)/tests/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(CFLAGS) -Itests -o $@ $< $(LIBRARY) $(LDLIBS) -lcmocka
$(OUT)/bench/%: bench/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(CFLAGS) -o $@ $< $(LIBRARY) $(LDLIBS)
# A fuzz target is a file with LLVMFuzzerTestOneInput; fuzz/replay.h gives it a main that replays a corpus.
$(OUT)/fuzz/%: fuzz/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(CFLAGS) -Ifuzz -o $@ $< $(LIBRARY) $(LDLIBS)

tests: all $(OUT)/tools/train_names $(OUT)/tools/train_nouns $(OUT)/tools/train_signs $(UNIT_TESTS) $(ORACLE_TESTS)
bench: all $(BENCHES)
fuzz: all $(FUZZERS)

check: tests fuzz
	tools/layering
	tools/purity $(OUT)
	tests/run $(OUT)

# Where hearsay goes; the program finds its data in ../share/hearsay from where it is.
PREFIX ?= /usr/local
SHARE := $(DESTDIR)$(PREFIX)/share
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/hearsay $(SHARE)/man/man1 $(SHARE)/bash-completion/completions \
	  $(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	install -m 755 $(OUT)/hearsay $(DESTDIR)$(PREFIX)/bin/hearsay
	install -m 644 $(LEXICONS) $(MODELS) $(GAZETTEER) $(SHARE)/hearsay
	$(OUT)/hearsay help --man > $(SHARE)/man/man1/hearsay.1
	$(OUT)/hearsay help --completions bash > $(SHARE)/bash-completion/completions/hearsay
	$(OUT)/hearsay help --completions zsh > $(SHARE)/zsh/site-functions/_hearsay
	$(OUT)/hearsay help --completions fish > $(SHARE)/fish/vendor_completions.d/hearsay.fish

clean:
	rm -rf build

.PHONY: all tests bench fuzz check install clean
.SECONDARY:
-include $(OBJECTS:.o=.d)
