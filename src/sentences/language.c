// Which language a text is in, by the smallest words of each and by its script.
//
// In: any text. Out: ISO 639-1, or nothing where no language stands out. Method: of the
// first 32 KiB, words are looked up among each language's commonest function words; several
// languages that have a word share what it tells. The language with most wins, of two the one
// listed first, where a tenth of all words are its own. Scripts that one language or one
// of two uses are told by their letters. What it gets wrong: texts of a few words, lists of
// names, languages not listed here that resemble one that is.
#include "base/text.h"
#include "sentences/sentences.h"

enum { LOOK_AT_BYTES = 32768, WORD_LETTERS = 24, FEWEST_WORDS = 3, WORD_WEIGHT = 60 };

// Function words that are hardly anything else in their language, blank before and behind each.
static const struct {
    char code[3];
    hs_text words;
} languages[] = {
    {"en", TEXT_INIT(" the of and to in is that for it was on with he as be at by his this are from but not have had they which "
                     "she you were her all would there been their has will who said more when can an its or we than after into "
                     "a i do my your could should does did just about what if so out up ")},
    {"es", TEXT_INIT(" de la que el en y los se del las un por con una su para es al lo como más pero sus le ha este sí "
                     "sobre ser también fue desde hasta está entre era muy años dos todo donde no según él ")},
    {"pt", TEXT_INIT(" de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou "
                     "foi são pelo pela até isso ela entre depois também já nos é está ser há nas num dizer ")},
    {"fr", TEXT_INIT(" de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son "
                     "aux été cette ont ses mais comme ou elle était nous leur ces fait deux être lui après où sans ")},
    {"it", TEXT_INIT(" di e il la che in a per è un del le si della con non una i da al sono come dei gli ha alla nel più anche "
                     "dal delle ma lo su nella stato essere era dalla degli questo ai cui hanno ad dopo tra suo ")},
    {"de", TEXT_INIT(" der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er "
                     "hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur ")},
    {"nl", TEXT_INIT(" de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit nog worden naar "
                     "heeft ze wordt hij hebben door over tot werd geen deze meer was dit ")},
    {"sv", TEXT_INIT(" och i att det som en på är av för med till den har de inte om ett han var men sig så från vi man när "
                     "hon kan efter vid också eller där ska nu än vara hade under mot ")},
    {"da", TEXT_INIT(" og i at det er en til af på som med for den har de ikke der han et var men sig om så fra vi kan efter "
                     "også eller blev ved ud skal være havde hun mod havde være ")},
    {"no", TEXT_INIT(" og i det er en til av på som med for den har de ikke at han et var men seg om så fra vi kan etter også "
                     "eller ble ved ut skal være hadde hun mot sier ")},
    {"fi", TEXT_INIT(" ja on ei että se oli hän mutta ovat kun mukaan myös joka ole kuin tai jos niin sen hänen nyt vain "
                     "jotka oli ollut sitä tämä vielä voi olla ")},
    {"pl", TEXT_INIT(" i w na z do się że nie to jest o jak po co od za przez ale dla tego jego był oraz są ich już może "
                     "który które która przed także tym czy będzie było ")},
    {"cs", TEXT_INIT(" a v se na je že s o z do i to ve za pro by jak ale jsem po ze jeho které který také bylo být už podle "
                     "jsou byl která si při od ")},
    {"ro", TEXT_INIT(" de și în a la cu pe care din o nu un să este mai pentru că o au fost au lui prin sau după ce sunt dar "
                     "fi această când său ")},
    {"hu", TEXT_INIT(" a az és hogy nem is egy volt csak meg már de ez szerint vagy mint még azt el lehet után aki kell "
                     "ki amely majd lesz ")},
    {"tr", TEXT_INIT(" ve bir bu da de için ile olarak çok daha olan gibi en ise kadar sonra ne değil ancak var o "
                     "tarafından olduğunu her ")},
    {"id", TEXT_INIT(" yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke karena bisa ada mereka oleh saya "
                     "kami atau telah adalah tersebut menjadi ")},
    {"ca", TEXT_INIT(" de la i que el a en els les del un per amb una al és se no va dels ha pel aquest més com són també "
                     "seva ser ho però ")},
};
enum { LANGUAGES = sizeof languages / sizeof *languages };

// Scripts by ranges of code points; a language where the script nearly always means it.
static const struct {
    uint32_t first, last;
    char code[3];
} scripts[] = {{0x0370, 0x03FF, "el"}, {0x0400, 0x04FF, "ru"}, {0x0590, 0x05FF, "he"}, {0x0600, 0x06FF, "ar"},
               {0x0900, 0x097F, "hi"}, {0x0980, 0x09FF, "bn"}, {0x0E00, 0x0E7F, "th"}, {0x3040, 0x30FF, "ja"},
               {0x4E00, 0x9FFF, "zh"}, {0xAC00, 0xD7AF, "ko"}};
enum { SCRIPTS = sizeof scripts / sizeof *scripts };

typedef struct tally {
    uint32_t words, letters;
    uint32_t hits[LANGUAGES];   // words found
    uint32_t weight[LANGUAGES]; // the same, each word by how much it tells
    uint32_t script[SCRIPTS];
    bool ukrainian;
} tally;

// A word that many languages have tells little: all its languages share WORD_WEIGHT.
static void count_word(tally *of, hs_text spaced) {
    int found[LANGUAGES], count = 0;
    of->words++;
    for (int i = 0; i < LANGUAGES; i++)
        if (text_find(languages[i].words, spaced, 0) != SIZE_MAX) found[count++] = i;
    for (int i = 0; i < count; i++) {
        of->hits[found[i]]++;
        of->weight[found[i]] += (uint32_t)(WORD_WEIGHT / count);
    }
}

static void count_letter(tally *of, uint32_t code) {
    of->letters++;
    // і ї є ґ, which Russian lacks
    of->ukrainian = of->ukrainian || code == 0x456 || code == 0x457 || code == 0x454 || code == 0x491;
    for (int i = 0; code >= 0x370 && i < SCRIPTS; i++)
        if (code >= scripts[i].first && code <= scripts[i].last) of->script[i]++;
}

// Reads all words; each is handed on in lower case with a blank on either side.
static void count_words(tally *of, hs_text text) {
    char word[WORD_LETTERS + 8] = " ";
    size_t size = 1;
    for (size_t at = 0; at <= text.size;) {
        uint32_t step = 1, code = at < text.size ? utf8_decode(text, at, &step) : ' ';
        if (code_is_letter(code)) {
            count_letter(of, code);
            if (size < WORD_LETTERS) size += utf8_encode(code_lower(code), word + size);
            else size = WORD_LETTERS + 1;
        } else if (size > 1) {
            word[size] = ' ';
            if (size <= WORD_LETTERS) count_word(of, (hs_text){word, size + 1});
            else of->words++;
            size = 1;
        }
        at += step;
    }
}

static hs_text tell_script(const tally *of) {
    int best = 0;
    for (int i = 1; i < SCRIPTS; i++)
        if (of->script[i] > of->script[best]) best = i;
    if (of->script[best] == 0 || of->script[best] * 2 < of->letters) {
        // Japanese is written with more characters than kana
        for (int i = 0; i < SCRIPTS; i++)
            if (scripts[i].first == 0x3040 && of->script[i] * 5 > of->letters) return TEXT("ja");
        return TEXT("");
    }
    if (scripts[best].first == 0x0400 && of->ukrainian) return TEXT("uk");
    if (scripts[best].first == 0x4E00)
        for (int i = 0; i < SCRIPTS; i++)
            if (scripts[i].first == 0x3040 && of->script[i] * 20 > of->letters) return TEXT("ja");
    return (hs_text){scripts[best].code, 2};
}

hs_text language_tell(hs_text text) {
    tally of = {0};
    count_words(&of, text_slice(text, 0, LOOK_AT_BYTES));
    hs_text script = tell_script(&of);
    if (script.size) return script;
    int best = 0;
    for (int i = 1; i < LANGUAGES; i++)
        if (of.weight[i] > of.weight[best]) best = i;
    bool speaks = of.hits[best] >= FEWEST_WORDS && of.hits[best] * 10 >= of.words;
    return speaks ? (hs_text){languages[best].code, 2} : TEXT("");
}
