/** Rules of values that several plugins' configurations share. */
package io.quong.plugin.rule;
