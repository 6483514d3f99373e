// Looks names up in references.tsv, the list of section 13.5 of the HTML standard, which
// the assembler puts into the program as it is: lines "name TAB hexadecimal code points",
// sorted by the bytes of the name. Method: binary search over bytes, each probe moved
// back to the start of its line.
#include "bytes/references.h"

#include "base/text.h"

__asm__(".section .rodata\n"
        ".global references_begin, references_end\n"
        "references_begin: .incbin \"src/bytes/references.tsv\"\n"
        "references_end: .byte 0\n"
        ".previous\n");
extern const char references_begin[], references_end[];

static uint32_t read_code(hs_text *rest) {
    uint32_t code = 0;
    while (rest->size && rest->data[0] != ' ' && rest->data[0] != '\n') {
        unsigned char c = (unsigned char)rest->data[0];
        code = code * 16 + (byte_is_digit(c) ? c - 48u : (c | 32) - 'a' + 10u);
        *rest = text_slice(*rest, 1, rest->size);
    }
    if (rest->size && rest->data[0] == ' ') *rest = text_slice(*rest, 1, rest->size);
    return code;
}

bool references_find(hs_text name, uint32_t codes[2]) {
    const char *low = references_begin, *high = references_end;
    while (low < high) {
        const char *line = low + (high - low) / 2;
        while (line > low && line[-1] != '\n') line--;
        const char *end = memchr(line, '\n', (size_t)(references_end - line));
        hs_text rest = {line, (size_t)(end - line) + 1};
        int order = text_compare(name, text_cut(&rest, '\t'));
        if (order == 0) {
            codes[0] = read_code(&rest);
            codes[1] = read_code(&rest);
            return true;
        }
        if (order < 0) high = line;
        else low = end + 1;
    }
    return false;
}
