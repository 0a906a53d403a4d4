/** References to secrets, {@code {vault://env/NAME}}, and what they stand for. */
package io.quong.vault;
