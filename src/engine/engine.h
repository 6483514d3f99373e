// What an engine holds: every language found in the data folder.
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include "claims/claims.h"
#include "document/document.h"
#include "sentences/sentences.h"
#include "statements/statements.h"

enum { ENGINE_LANGUAGES = 16 };

typedef struct engine_language {
    char code[3];
    hs_text name;        // the code as a text
    hs_text words;       // the lexicon's file, in the engine's arena as all are
    lexicon lexicon;
    const model *model;  // NULL where the folder has none: the language cannot be read
    const knowledge *knowledge;
} engine_language;

struct hs_engine {
    hs_arena *arena;
    bool explain, documents_alone;
    hs_text only;                 // language given by the user, else empty
    engine_language languages[ENGINE_LANGUAGES]; // by code
    uint32_t language_count;
    const language_rules *tell;
    const document_rules *document;
    const claims_rules *claims;
};

// The language's entry, NULL where there is none.
const engine_language *engine_find(const hs_engine *engine, hs_text code);

// The folder in which models and lexicons lie: what was asked for, HEARSAY_DATA, "data"
// beside the program, or ../share/hearsay. False where none of them is there.
bool engine_data_folder(const char *asked, char *folder, size_t size);

#endif
