// See file.h.
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"

static hs_status fail(hs_error *error, const char *path) {
    return error_set(error, HS_ERROR_INPUT, text_of(path), UINT64_MAX, "%s", strerror(errno));
}

hs_status file_map(const char *path, hs_text *bytes, hs_error *error) {
    struct stat about;
    *bytes = (hs_text){0};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return fail(error, path);
    hs_status status = HS_OK;
    if (fstat(file, &about) != 0) status = fail(error, path);
    else if (S_ISDIR(about.st_mode)) errno = EISDIR, status = fail(error, path);
    else if ((uint64_t)about.st_size > LIMIT_MODEL_BYTES)
        status = error_set(error, HS_ERROR_LIMIT, text_of(path), LIMIT_MODEL_BYTES, "larger than a model may be");
    else if (about.st_size) {
        void *map = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, file, 0);
        if (map == MAP_FAILED) status = fail(error, path);
        else *bytes = (hs_text){map, (size_t)about.st_size};
    }
    close(file);
    return status;
}

void file_unmap(hs_text bytes) {
    if (bytes.size) munmap((void *)(uintptr_t)bytes.data, bytes.size);
}

hs_status file_read(const char *path, hs_arena *keep, hs_text *bytes, hs_error *error) {
    hs_text mapped;
    hs_status status = file_map(path, &mapped, error);
    if (status != HS_OK) return status;
    char *copy = arena_allocate(keep, mapped.size, 1, 64);
    if (mapped.size) memcpy(copy, mapped.data, mapped.size);
    *bytes = (hs_text){copy, mapped.size};
    file_unmap(mapped);
    return HS_OK;
}

bool file_exists(const char *path) { return access(path, F_OK) == 0; }

hs_status file_write(const char *path, hs_text bytes, hs_error *error) {
    char beside[4096];
    if ((size_t)snprintf(beside, sizeof beside, "%s.new", path) >= sizeof beside) return errno = ENAMETOOLONG, fail(error, path);
    int file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0) return fail(error, path);
    size_t done = 0;
    while (done < bytes.size) {
        ssize_t wrote = write(file, bytes.data + done, bytes.size - done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) break;
        done += (size_t)wrote;
    }
    bool good = done == bytes.size && fsync(file) == 0;
    hs_status status = good ? HS_OK : fail(error, path);
    if (close(file) != 0 && good) status = fail(error, path);
    if (status == HS_OK && rename(beside, path) != 0) status = fail(error, path);
    if (status != HS_OK) unlink(beside);
    return status;
}
