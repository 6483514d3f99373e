// Voices without a name: whom they come back to. In: such a voice, and those before it. Out: its root. Method: "the person", "two of the officials", "they"
// are an earlier voice without a name all of whose words it shares, "two of them" the last one; one that the next sentence introduces is that person ("A former
// foreman told the Echo ... Joren Tal, 67, left the works last year"). Gets wrong: two sources that a report words alike.
#include "base/text.h"
#include "claims/hearing.h"

enum { MOST_WORDS = 24 };

// ---------------------------------------------------------------- voices without a name

// Hashes of the words up to the first comma that tell who it is, singular and plural alike.
static uint32_t describing_words(const listener *l, hs_text name, uint64_t *out) {
    hs_arena scratch = l->scratch;
    uint32_t count = 0;
    hs_text rest = name, first = text_cut(&rest, ',');
    for (rest = outlets_plain(l->r->rules, first, &scratch); rest.size && count < MOST_WORDS;) {
        hs_text word = text_cut(&rest, ' ');
        uint32_t bits = hearing_word(l, word);
        if (bits & (WORD_ARTICLE | WORD_DEFINITE | WORD_OWNER) || (bits & WORD_COMMON && !(bits & WORD_SOMEBODY)) || byte_is_digit((unsigned char)word.data[0])) continue;
        if (word.size > 3 && word.data[word.size - 1] == 's') word.size--;
        out[count++] = text_hash(word, 3);
    }
    return count;
}

// Comes back to a voice: "the person", "two of the officials"; not: "people familiar with the matter".
bool unnamed_comes_back(const listener *l, hs_text name) {
    hs_arena scratch = l->scratch;
    hs_text lower = text_lower(&scratch, name);
    for (hs_text rest = lower; rest.size;) {
        uint32_t bits = hearing_word(l, text_cut(&rest, ' '));
        if (bits & WORD_DEFINITE) return true;
        if (bits & (WORD_SOMEBODY | WORD_PEOPLE) && !(bits & WORD_PRONOUN)) return false;
    }
    return false;
}

// "[Three people] said … Two of them said": the last voice without a name, in this sentence or the two before; HS_NONE for other words.
static uint32_t they_before(const listener *l, const hs_link *link, uint32_t end) {
    enum { SENTENCES_BACK = 2 };
    hs_arena scratch = l->scratch;
    hs_text last = {0}, before = {0};
    for (hs_text rest = text_lower(&scratch, link->name); rest.size;) before = last, last = text_cut(&rest, ' ');
    if (!link->has_span || !(hearing_word(l, last) & WORD_PRONOUN) || !(hearing_word(l, before) & WORD_OWNER)) return HS_NONE;
    uint32_t from = hearing_sentences_back(l, link->span.start, SENTENCES_BACK);
    for (uint32_t i = end; i-- > hearing_lowest(end) && l->list[i].start >= from;) {
        const claim_root *root = hearing_root(l, i);
        if (root->anonymous && !root->media && !root->rumour) return i;
    }
    return HS_NONE;
}

// The earlier voice without a name whose words hold all of this one's; HS_NONE.
uint32_t unnamed_before(const listener *l, const hs_link *link, uint32_t end) {
    uint64_t words[MOST_WORDS], other[MOST_WORDS];
    bool pronoun = hearing_says_nothing(l, link->name, WORD_PRONOUN) || hearing_says_nothing(l, link->name, WORD_PRONOUN | WORD_SOMEBODY);
    uint32_t count = describing_words(l, link->name, words), they = they_before(l, link, end);
    if (they != HS_NONE) return they;
    if (!pronoun && !unnamed_comes_back(l, link->name)) return HS_NONE;
    for (uint32_t i = end; i-- > hearing_lowest(end);) {
        const claim_root *root = hearing_root(l, i);
        if (!root->anonymous || root->media || root->rumour) continue;
        if (pronoun && !(hearing_words(l, link->name) & WORD_SOMEBODY && count)) return i;
        uint32_t other_count = describing_words(l, root->name, other), shared = 0;
        for (uint32_t a = 0; a < count; a++)
            for (uint32_t b = 0; b < other_count; b++)
                if (words[a] == other[b]) {
                    shared++;
                    break;
                }
        if (count && shared == count) return i;
    }
    return HS_NONE;
}

// "A former foreman said so. Joren Tal, 67, left last year": a single voice of whom the next sentence's first words, a name
// met for the first time, tell the age, the role or more; not: "A resident said so. Ada Pell, the mayor, came".
static uint32_t named_next(const listener *l, const hs_link *link) {
    if (link->count > 1 || unnamed_comes_back(l, link->name)) return HS_NONE;
    hs_text text = l->report->document.text;
    uint32_t next = hearing_sentence(l, link->span.start).end;
    while (next < text.size && byte_is_space((unsigned char)text.data[next])) next++;
    uint32_t at = hearing_entities_before(l, next);
    if (at == l->report->entity_count) return HS_NONE;
    const hs_entity *e = &l->report->entities[at];
    bool full = text_find(text_span(text, e->span), TEXT(" "), 0) != SIZE_MAX;
    if (e->span.start != next || e->type != HS_ENTITY_PERSON || e->canonical != at || !full) return HS_NONE;
    hs_arena scratch = l->scratch;
    if (e->role.size) return text_find(text_lower(&scratch, link->name), hearing_last_word(e->role), 0) != SIZE_MAX ? hearing_find(l, e->name) : HS_NONE;
    hs_text behind = text_slice(text, e->span.end, e->span.end + 16 < text.size ? e->span.end + 16 : text.size);
    if (!text_starts(behind, TEXT(", "))) return HS_NONE;
    hs_text rest = text_slice(behind, 2, behind.size), word = text_cut(&rest, ' ');
    bool told = word.size && (byte_is_digit((unsigned char)word.data[0]) || hearing_word(l, text_lower(&scratch, word)) & WORD_PRONOUN);
    return told ? hearing_find(l, e->name) : HS_NONE;
}

claim_root unnamed_root(const listener *l, const hs_link *link, uint32_t at, hs_text holder) {
    uint32_t before = link->name.size ? unnamed_before(l, link, at) : HS_NONE, named;
    if (before != HS_NONE) return *hearing_root(l, before);
    claim_root root = hearing_anonymous(l, link, holder);
    if (root.media || root.rumour || !link->has_span || link->kind == HS_LINK_UNNAMED) return root;
    named = named_next(l, link);
    return named == HS_NONE ? root : hearing_numbered(l, HS_LINK_PERSON, named, link->name);
}
