#ifndef ROLLOUTGATE_LIBFUZZER_H
#define ROLLOUTGATE_LIBFUZZER_H

#include <stddef.h>
#include <stdint.h>

// libFuzzer comes without a header. Source: llvm-project, compiler-rt/lib/fuzzer/FuzzerInterface.h.
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);

#endif
