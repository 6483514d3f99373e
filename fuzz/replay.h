// Replays a corpus through a fuzz target: every file of the folders or files that are named.
// With -DFUZZING the fuzzer's own main is used instead.
#ifndef FUZZ_REPLAY_H
#define FUZZ_REPLAY_H

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#ifndef FUZZING
static int replay_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) return perror(path), 1;
    size_t size = 0, capacity = 1 << 16;
    uint8_t *data = malloc(capacity);
    for (size_t got; data && (got = fread(data + size, 1, capacity - size, file)) > 0;) {
        size += got;
        if (size == capacity) data = realloc(data, capacity *= 2);
    }
    fclose(file);
    // an exact copy, so that a sanitizer sees the first byte that is read past the end
    uint8_t *exact = malloc(size ? size : 1);
    if (!data || !exact) return 1;
    memcpy(exact, data, size);
    free(data);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    return 0;
}

int main(int count, char **paths) {
    int bad = 0, files = 0;
    for (int i = 1; i < count; i++) {
        DIR *folder = opendir(paths[i]);
        if (!folder) {
            bad += replay_file(paths[i]);
            files++;
            continue;
        }
        for (struct dirent *entry; (entry = readdir(folder));) {
            char path[4096];
            if (entry->d_name[0] == '.') continue;
            snprintf(path, sizeof path, "%s/%s", paths[i], entry->d_name);
            bad += replay_file(path);
            files++;
        }
        closedir(folder);
    }
    if (!files) fprintf(stderr, "nothing to replay\n");
    return bad || !files;
}
#endif

#endif
