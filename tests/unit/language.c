// Which language a text is in.
#include "parsed.h"
#include "sentences/sentences.h"

static void tells_languages(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"The minister said on Monday that the bridge had been closed for two days.", "en"},
        {"El ministro dijo el lunes que el puente había sido cerrado por dos días.", "es"},
        {"El presidente anunció que el ejército no se retira. Vive en el norte del país.", "es"},
        {"El barco parte hacia la costa", "es"},
        {"O ministro disse na segunda-feira que a ponte foi fechada por dois dias, mas não por muito tempo.", "pt"},
        {"Le ministre a dit lundi que le pont est fermé pour deux jours, mais pas la route.", "fr"},
        {"Il ministro ha detto che il ponte è chiuso per due giorni, ma non la strada della città.", "it"},
        {"El ministre va dir dilluns que el pont està tancat amb dues dues barreres, però no els camins.", "ca"},
        {"O ministro dixo o luns que a ponte foi pechada por dous días, pero non as estradas da vila.", "gl"},
        {"Der Minister sagte am Montag, dass die Brücke für zwei Tage nicht befahrbar ist.", "de"},
        {"De minister zei dat de brug voor twee dagen is gesloten, maar niet het pad van de stad.", "nl"},
        {"Ministrul a spus că podul este închis pentru două zile, dar nu și drumul.", "ro"},
        {"Waziri alisema kuwa daraja limefungwa kwa siku mbili, lakini si njia ya bahari.", "sw"},
        {"Министр сообщил, что мост закрыт на два дня.", "ru"},
        {"Міністр повідомив, що міст закрито на два дні.", "uk"},
        {"大臣は月曜日に橋が閉鎖されたと述べた。", "ja"},
        {"部长星期一说大桥关闭两天。", "zh"},
        // mixed: what most is in
        {"\"Je ne sais pas\", the minister said, and then he left the room with two of his men.", "en"},
        // too little to tell
        {"Harlow Brennor Calvane", ""},
        {"de la", ""},
        {"2-1", ""},
        // one word over and over: "see" is Estonian too
        {"(See file: a.pdf)(See file: b.pdf) (See file: c.pdf)", ""},
        {"", ""},
        {"\xFF\xFE\xC3", ""},
    };
    hs_arena *arena = test_arena();
    lexicon lexicons[] = {parsed_lexicon(arena, "en"), parsed_lexicon(arena, "es")};
    const language_rules *rules = language_rules_open(lexicons, 2, arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        hs_text told = language_tell(rules, text_of(cases[i][0]));
        if (!text_equal(told, text_of(cases[i][1]))) fail_msg("\"%s\" is told as \"%.*s\"", cases[i][0], TEXT_ARGS(told));
    }
    // without tables nothing is told
    assert_text(language_tell(language_rules_open(NULL, 0, arena), text_of(cases[0][0])), "");
    hs_arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(tells_languages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
