/* LD_PRELOAD shim: notes what reaches the files below POWER_FOLDER, in POWER_RECORD.
   One entry: kind, length of the name, offset, size; then the name, then the bytes.
   Kinds: 'w' written, 't' cut to a size, 's' synced, 'u' removed. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int record = -1;
static const char *folder;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static ssize_t (*do_write)(int, const void *, size_t);

__attribute__((constructor)) static void begin(void) {
    do_write = dlsym(RTLD_NEXT, "write");
    folder = getenv("POWER_FOLDER");
    const char *path = getenv("POWER_RECORD");
    if (folder && path) record = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void note(char kind, const char *name, uint64_t offset, const void *bytes, uint64_t size) {
    uint64_t head[4] = {(uint64_t)kind, strlen(name), offset, size};
    pthread_mutex_lock(&turn);
    do_write(record, head, sizeof head);
    do_write(record, name, head[1]);
    if (bytes && size) do_write(record, bytes, size);
    pthread_mutex_unlock(&turn);
}

static const char *ours(const char *path) {
    size_t length = folder ? strlen(folder) : 0;
    if (record < 0 || !length || strncmp(path, folder, length) || path[length] != '/') return NULL;
    return path + length + 1;
}

static const char *of(int handle, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, 4095);
    if (length <= 0) return NULL;
    path[length] = 0;
    return ours(path);
}

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)
#define NAMED(handle) char path[4096]; const char *name = of(handle, path)

ssize_t write(int handle, const void *bytes, size_t size) {
    NAMED(handle);
    off_t at = name ? lseek(handle, 0, SEEK_CUR) : 0;
    ssize_t done = do_write(handle, bytes, size);
    if (name && done > 0) note('w', name, at, bytes, done);
    return done;
}

ssize_t pwrite64(int handle, const void *bytes, size_t size, off64_t at) {
    REAL(pwrite64);
    NAMED(handle);
    ssize_t done = real(handle, bytes, size, at);
    if (name && done > 0) note('w', name, at, bytes, done);
    return done;
}

ssize_t pwrite(int handle, const void *bytes, size_t size, off_t at) {
    return pwrite64(handle, bytes, size, at);
}

int ftruncate64(int handle, off64_t size) {
    REAL(ftruncate64);
    NAMED(handle);
    int failed = real(handle, size);
    if (name && !failed) note('t', name, 0, NULL, size);
    return failed;
}

int ftruncate(int handle, off_t size) { return ftruncate64(handle, size); }

int fsync(int handle) {
    REAL(fsync);
    NAMED(handle);
    int failed = real(handle);
    if (name && !failed) note('s', name, 0, NULL, 0);
    return failed;
}

int fdatasync(int handle) {
    REAL(fdatasync);
    NAMED(handle);
    int failed = real(handle);
    if (name && !failed) note('s', name, 0, NULL, 0);
    return failed;
}

int unlink(const char *path) {
    REAL(unlink);
    const char *name = ours(path);
    int failed = real(path);
    if (name && !failed) note('u', name, 0, NULL, 0);
    return failed;
}
