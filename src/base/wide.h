// Functions compiled twice, for the widest instructions that are common and for any machine; which is run is chosen when the
// program starts. Only for sums that are the same with both: whole numbers, and real ones whose order is written out.
#ifndef BASE_WIDE_H
#define BASE_WIDE_H

// Sanitizers cannot follow the choice.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define HAVE_WIDE
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif
#define INLINE static inline __attribute__((always_inline)) // into both

#endif
