// Crossing arcs: lifted so that none is left, told by labels, and put back.
#include "testing.h"

#include "base/text.h"
#include "sentences/lift.h"

enum { WORDS = 400 };

typedef struct tree {
    uint32_t count;
    uint16_t head[WORDS + 1];
    uint8_t relation[WORDS + 1], lift[WORDS + 1];
} tree;

// A tree from "head relation" of each word, parted by commas.
static tree read_tree(const char *text) {
    tree made = {0};
    for (hs_text rest = text_of(text); rest.size;) {
        uint64_t head;
        hs_text relation = text_trim(text_cut(&rest, ',')), number = text_cut(&relation, ' ');
        assert_true(text_to_number(number, &head));
        made.head[++made.count] = (uint16_t)head;
        made.relation[made.count] = ud_relation_find(relation);
    }
    return made;
}

static bool is_above(const tree *of, uint32_t above, uint32_t word) {
    for (uint32_t steps = 0; steps <= of->count; steps++, word = of->head[word]) {
        if (word == above) return true;
        if (word == 0) return false;
    }
    fail_msg("heads go in a circle");
    return false;
}

static uint32_t count_crossing(const tree *of) {
    uint32_t found = 0;
    for (uint32_t i = 1; i <= of->count; i++) {
        uint32_t head = of->head[i], from = head < i ? head : i, to = head < i ? i : head;
        bool crossing = false;
        for (uint32_t k = from + 1; head && k < to; k++) crossing |= !is_above(of, head, k);
        found += crossing;
    }
    return found;
}

static void lifted_arcs_go_back_to_their_heads(void **state) {
    (void)state;
    static const struct {
        const char *sentence, *tree, *lifted;
    } known[] = {
        {"More boats sank than ferries", "2 amod,3 nsubj,0 root,5 case,1 nmod", "2 3 0 5 3"},
        {"What did Harlow want to see ?", "6 obj,4 aux,4 nsubj,0 root,6 mark,4 xcomp,4 punct", "4 4 4 0 6 4 4"},
        {"Qué quiere comprar Marta", "3 obj,0 root,2 xcomp,2 nsubj", "2 0 2 2"},
        // two words of one head, the second lifted over the first
        {"La carta que dijo Rosa que leyó ayer tarde en casa", "2 det,0 root,7 obj,2 acl,4 nsubj,7 mark,4 ccomp,7 advmod,8 advmod,11 case,7 obl",
         "2 0 4 2 4 7 4 7 8 11 7"},
        {"A deal was struck Monday that nobody had seen", "2 det,4 nsubj:pass,4 aux:pass,0 root,4 obl,9 obj,9 nsubj,9 aux,2 acl:relcl", "2 4 4 0 4 9 9 9 4"},
        {"No arcs cross here", "2 det,3 nsubj,0 root,3 advmod", "2 3 0 3"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        tree gold = read_tree(known[i].tree), made = gold;
        lift_crossing(made.head, made.relation, made.lift, made.count);
        hs_text expected = text_of(known[i].lifted);
        for (uint32_t w = 1; w <= made.count; w++) {
            uint64_t head;
            assert_true(text_to_number(text_cut(&expected, ' '), &head));
            if (made.head[w] != head) fail_msg("%s: word %d was lifted to %d", known[i].sentence, (int)w, (int)made.head[w]);
            assert_int_equal(made.lift[w] != LIFT_NONE, made.head[w] != gold.head[w]);
        }
        lift_put_back(made.head, made.relation, made.lift, made.count);
        for (uint32_t w = 1; w <= made.count; w++)
            if (made.head[w] != gold.head[w]) fail_msg("%s: word %d went back to %d", known[i].sentence, (int)w, (int)made.head[w]);
    }
}

static void what_is_told_wrongly_stays(void **state) {
    (void)state;
    // nothing below the head has the relation; the word that has it is its own child; the arc would cross nothing
    static const struct {
        const char *tree;
        uint8_t told;
        uint32_t word;
    } wrong[] = {{"2 nsubj,0 root,2 obj,2 punct", REL_XCOMP, 4},
                 {"2 nsubj,0 root,4 xcomp,2 obj", REL_XCOMP, 4},
                 {"2 nsubj,0 root,2 xcomp,2 obj", REL_XCOMP, 4},
                 {"0 root,1 xcomp", REL_XCOMP, 1}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        tree given = read_tree(wrong[i].tree), made = given;
        made.lift[wrong[i].word] = lift_of_head(wrong[i].told);
        lift_put_back(made.head, made.relation, made.lift, made.count);
        assert_memory_equal(made.head, given.head, sizeof made.head);
    }
    assert_int_equal(lift_of_head(REL_ACL_RELCL), LIFT_NONE);
    assert_int_equal(lift_of_head(REL_NSUBJ_PASS), lift_of_head(REL_NSUBJ));
    assert_int_not_equal(lift_of_head(REL_NSUBJ), LIFT_NONE);
}

static void circles_are_left_alone(void **state) {
    (void)state;
    tree given = read_tree("3 obj,1 obl,2 amod,0 root,4 nmod,4 case"), made = given;
    lift_crossing(made.head, made.relation, made.lift, made.count);
    assert_memory_equal(made.head, given.head, sizeof made.head);
}

// Any tree becomes projective, and any labels leave it a tree with one root.
static void any_tree_stays_a_tree(void **state) {
    (void)state;
    uint64_t seed = 7;
    for (uint32_t round = 0; round < 60; round++) {
        tree made = {.count = round < 58 ? 1 + round : WORDS};
        uint32_t order[WORDS + 1];
        for (uint32_t i = 1; i <= made.count; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            uint32_t at = 1 + (uint32_t)(seed >> 33) % i;
            order[i] = order[at];
            order[at] = i;
        }
        for (uint32_t i = 1; i <= made.count; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            made.head[order[i]] = i == 1 ? 0 : (uint16_t)order[1 + (uint32_t)(seed >> 33) % (i - 1)];
            made.relation[order[i]] = i == 1 ? REL_ROOT : (uint8_t)((seed >> 20) % REL_COUNT);
        }
        if (made.count < WORDS) {
            lift_crossing(made.head, made.relation, made.lift, made.count);
            assert_int_equal(count_crossing(&made), 0);
        }
        for (uint32_t i = 1; i <= made.count; i++) made.lift[i] = (uint8_t)((seed >> 13) + i * 7) % LIFT_COUNT;
        lift_put_back(made.head, made.relation, made.lift, made.count);
        uint32_t roots = 0;
        for (uint32_t i = 1; i <= made.count; i++) roots += made.head[i] == 0, assert_true(is_above(&made, 0, i));
        assert_int_equal(roots, 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lifted_arcs_go_back_to_their_heads),
        cmocka_unit_test(what_is_told_wrongly_stays),
        cmocka_unit_test(circles_are_left_alone),
        cmocka_unit_test(any_tree_stays_a_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
