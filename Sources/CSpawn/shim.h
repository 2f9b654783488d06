#include <spawn.h>

// glibc declares these two for _GNU_SOURCE only, which Swift's own module of glibc is built without;
// so they are declared here. glibc has them since 2.29 and 2.34.
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);

static inline int rolloutgate_spawn_in_folder(posix_spawn_file_actions_t *actions,
                                              const char *folder) {
  return posix_spawn_file_actions_addchdir_np(actions, folder);
}

static inline int rolloutgate_spawn_without_files_from(posix_spawn_file_actions_t *actions,
                                                       int descriptor) {
  return posix_spawn_file_actions_addclosefrom_np(actions, descriptor);
}
