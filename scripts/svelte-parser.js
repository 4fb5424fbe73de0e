// The type checker reads components as the parser has made them: less than half the time, for the same findings. The
// parser looks for this as it is loaded, so this file is imported first.
process.env.SVELTE_ESLINT_PARSER_EXPERIMENTAL_TS_SYS_HOOK ??= '1';
