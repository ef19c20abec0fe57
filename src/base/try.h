// TRY(auto value, expression): returns the error of `expression`, a Result, or binds its value.
// TRY_VOID(expression): the same for a Result<void>. Included from .cc files only.
#pragma once

#include <utility>

#define GAINSAY_TRY_JOIN2(a, b) a##b
#define GAINSAY_TRY_JOIN(a, b) GAINSAY_TRY_JOIN2(a, b)
#define GAINSAY_TRY(result, declaration, ...)                         \
  auto result = (__VA_ARGS__);                                        \
  if (!result) return tl::make_unexpected(std::move(result).error()); \
  declaration = std::move(*result)
#define TRY(declaration, ...) \
  GAINSAY_TRY(GAINSAY_TRY_JOIN(try_result_, __LINE__), declaration, __VA_ARGS__)
#define TRY_VOID(...)                                            \
  do {                                                           \
    if (auto try_result = (__VA_ARGS__); !try_result)            \
      return tl::make_unexpected(std::move(try_result).error()); \
  } while (false)
