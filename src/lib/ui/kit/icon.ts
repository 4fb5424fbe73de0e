import type { Component } from 'svelte';

/** An icon as `@lucide/svelte/icons/…` exports it. */
export type Icon = Component<{ size?: number | string; class?: string }>;
