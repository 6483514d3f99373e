// A page as a tree in one array, in document order.
#ifndef DOCUMENT_ELEMENTS_H
#define DOCUMENT_ELEMENTS_H

#include "base/arena.h"
#include "hearsay.h"

// Elements that the room asks for by name. Any other is TAG_OTHER, inline.
#define ELEMENT_TAGS(X)                                                                                                \
    X(A, "a")                                                                                                          \
    X(ABBR, "abbr")                                                                                                    \
    X(ADDRESS, "address") X(AMP_AD, "amp-ad") X(APPLET, "applet") X(AREA, "area") X(ARTICLE, "article") X(             \
        ASIDE, "aside") X(AUDIO, "audio") X(B, "b") X(BASE, "base") X(BLOCKQUOTE, "blockquote") X(BODY, "body")        \
        X(BR, "br") X(BUTTON, "button") X(CANVAS, "canvas") X(CAPTION, "caption") X(CENTER, "center") X(CITE, "cite")  \
            X(COL, "col") X(DATALIST, "datalist") X(DD, "dd") X(DETAILS, "details") X(DIALOG, "dialog") X(DIV, "div")  \
                X(DL, "dl") X(DT, "dt") X(EM, "em") X(EMBED, "embed") X(FIELDSET, "fieldset")                          \
                    X(FIGCAPTION, "figcaption") X(FIGURE, "figure") X(FONT, "font") X(FOOTER, "footer")                \
                        X(FORM, "form") X(H1, "h1") X(H2, "h2") X(H3, "h3") X(H4, "h4") X(H5, "h5") X(H6, "h6")        \
                            X(HEAD, "head") X(HEADER, "header") X(HGROUP, "hgroup") X(HR, "hr") X(HTML, "html")        \
                                X(I, "i") X(IFRAME, "iframe") X(IMG, "img") X(INPUT, "input") X(LABEL, "label")        \
                                    X(LEGEND, "legend") X(LI, "li") X(LINK, "link") X(MAIN, "main") X(MARK, "mark")    \
                                        X(MENU, "menu") X(META, "meta") X(NAV, "nav") X(NOFRAMES, "noframes")          \
                                            X(NOSCRIPT, "noscript") X(OBJECT, "object") X(OL, "ol")                    \
                                                X(OPTGROUP, "optgroup") X(OPTION, "option") X(P, "p")                  \
                                                    X(PARAM, "param") X(PICTURE, "picture") X(PRE, "pre") X(Q, "q")    \
                                                        X(S, "s") X(SCRIPT, "script") X(SECTION, "section")            \
                                                            X(SELECT, "select") X(SMALL, "small") X(SOURCE, "source")  \
                                                                X(SPAN, "span") X(STRIKE, "strike") X(                 \
                                                                    STRONG, "strong") X(STYLE, "style") X(SUB, "sub")  \
                                                                    X(SUMMARY, "summary") X(SUP, "sup") X(SVG, "svg")  \
                                                                        X(TABLE, "table") X(TBODY, "tbody") X(         \
                                                                            TD, "td") X(TEMPLATE, "template")          \
                                                                            X(TEXTAREA, "textarea") X(TFOOT, "tfoot")  \
                                                                                X(TH, "th")                            \
                                                                                    X(THEAD, "thead") X(TIME, "time")  \
                                                                                        X(TITLE, "title") X(TR, "tr")  \
                                                                                            X(TRACK, "track")          \
                                                                                                X(U, "u") X(UL, "ul")  \
                                                                                                    X(VIDEO, "video")  \
                                                                                                        X(WBR, "wbr")

typedef enum element_tag {
    TAG_OTHER,
    TAG_TEXT, // a run of character data
#define X(name, label) TAG_##name,
    ELEMENT_TAGS(X)
#undef X
        TAG_COUNT
} element_tag;

typedef struct element {
    uint32_t parent;           // HS_NONE at the root
    uint32_t past;             // first node behind this one and all it holds
    uint32_t start, end;       // an element's tag, or a text's bytes
    uint32_t inner, inner_end; // an element's attributes
    uint16_t tag;              // element_tag
    uint16_t depth;
    bool raw; // of a text: '&' is only '&'
} element;

typedef struct elements {
    hs_text text;
    const element *nodes; // [count]; the first is a root without a tag
    uint32_t count;
} elements;

elements elements_read(hs_text text, hs_arena *keep);

// A block of text begins and ends with it.
bool elements_is_block(uint16_t tag);

// True where a first-level heading stands in it.
bool elements_hold_heading(const elements *t, uint32_t node);

// The attribute's value as written; empty where there is none.
hs_text elements_attribute(const elements *t, uint32_t node, const char *name);

#endif
