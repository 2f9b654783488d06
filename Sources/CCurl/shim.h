#include <curl/curl.h>

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, and Swift calls no
// variadic C function. One function for each type of argument stands before them.

static inline CURLcode rolloutgate_easy_set_number(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

// Also unsets an option, given NULL. libcurl copies the text, save for CURLOPT_ERRORBUFFER.
static inline CURLcode rolloutgate_easy_set_text(CURL *handle, CURLoption option,
                                                 const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline void rolloutgate_easy_set_error_buffer(CURL *handle, char *buffer) {
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, buffer);
}

// The size goes first: libcurl copies that many bytes, NUL bytes among them.
static inline CURLcode rolloutgate_easy_set_body(CURL *handle, const void *bytes,
                                                 curl_off_t count) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, count);
  return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, bytes) : code;
}

static inline CURLcode rolloutgate_easy_set_headers(CURL *handle, struct curl_slist *headers) {
  return curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
}

static inline CURLcode rolloutgate_easy_set_receivers(CURL *handle, curl_write_callback body,
                                                      curl_write_callback header, void *context) {
  CURLcode codes[] = {curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, body),
                      curl_easy_setopt(handle, CURLOPT_WRITEDATA, context),
                      curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, header),
                      curl_easy_setopt(handle, CURLOPT_HEADERDATA, context)};
  for (int index = 0; index < 4; index += 1)
    if (codes[index] != CURLE_OK) return codes[index];
  return CURLE_OK;
}

// libcurl 7.85 replaced the bit mask by a text; Ubuntu 22.04 has 7.81.
static inline CURLcode rolloutgate_easy_allow_only_http(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
  return curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  return curl_easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

// A name server that does not answer must not hold up the end of a cancelled run; since 7.87.
static inline CURLcode rolloutgate_easy_quit_without_resolver(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075700
  return curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
#else
  return CURLE_OK;
#endif
}

static inline CURLcode rolloutgate_easy_get_number(CURL *handle, CURLINFO info, long *value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode rolloutgate_easy_get_size(CURL *handle, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(handle, info, value);
}

// The text belongs to the handle.
static inline CURLcode rolloutgate_easy_get_text(CURL *handle, CURLINFO info, const char **value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline void rolloutgate_multi_set_number(CURLM *multi, CURLMoption option, long value) {
  curl_multi_setopt(multi, option, value);
}

// The flags are macros with casts, which Swift does not see.
static inline CURLcode rolloutgate_global_init(void) {
  return curl_global_init(CURL_GLOBAL_DEFAULT);
}

enum {
  rolloutgate_auth_basic = CURLAUTH_BASIC,
  rolloutgate_auth_bearer = CURLAUTH_BEARER,
};
