#ifndef SENTENCES_NETWORK_H
#define SENTENCES_NETWORK_H
#include <stdint.h>
typedef struct network { uint32_t reserved; } network;
#endif
