/** Kong's bot-detection: refuses crawlers by their names. */
package io.quong.plugins.botdetection;
