// Which language a text is in.
#include "testing.h"

#include "sentences/sentences.h"

static void tells_languages(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"The minister said on Monday that the bridge had been closed for two days.", "en"},
        {"El ministro dijo el lunes que el puente había sido cerrado por dos días.", "es"},
        {"El presidente anunció que el ejército no se retira. Vive en el norte del país.", "es"},
        {"O ministro disse na segunda-feira que a ponte foi fechada por dois dias, mas não por muito tempo.", "pt"},
        {"Le ministre a dit lundi que le pont est fermé pour deux jours, mais pas la route.", "fr"},
        {"Il ministro ha detto che il ponte è chiuso per due giorni, ma non la strada della città.", "it"},
        {"Der Minister sagte am Montag, dass die Brücke für zwei Tage nicht befahrbar ist.", "de"},
        {"De minister zei dat de brug voor twee dagen is gesloten, maar niet het pad van de stad.", "nl"},
        {"Министр сообщил, что мост закрыт на два дня.", "ru"},
        {"Міністр повідомив, що міст закрито на два дні.", "uk"},
        {"大臣は月曜日に橋が閉鎖されたと述べた。", "ja"},
        {"Harlow Brennor Calvane", ""},
        {"", ""},
        {"\xFF\xFE\xC3", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) assert_text(language_tell(text_of(cases[i][0])), cases[i][1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(tells_languages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
