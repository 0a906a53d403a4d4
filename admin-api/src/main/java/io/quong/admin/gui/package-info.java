/** Serves a build of Kong Manager, or of another program for browsers, beside the Admin API. */
package io.quong.admin.gui;
