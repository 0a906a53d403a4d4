/** Kong's bot-detection: its configuration. */
package io.quong.plugins.botdetection;
