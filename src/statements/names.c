// See names.h for what the weights are.
#include "statements/names.h"

#include "base/error.h"
#include "base/text.h"

hs_status names_open(hs_text blob, names_model *out, hs_error *error) {
    (void)error;
    *out = (names_model){blob, 0};
    return HS_OK;
}
