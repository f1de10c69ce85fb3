package org.duban.start;

import org.duban.product.Failure;
import org.duban.product.Pause;
import org.duban.product.Product;

/** Keeps a product up until somebody ends it. */
final class Stay {
    private static final long LOOK_MILLIS = 200;

    private Stay() {}

    /**
     * Returns at Ctrl-C.
     *
     * @param meanwhile done again and again
     * @throws Failure when a service ends by itself
     */
    static void up(Product product, Runnable meanwhile) {
        while (product.tasks().isAlive() && product.notifications().isAlive()) {
            meanwhile.run();
            Pause.millis(LOOK_MILLIS);
        }
        // At Ctrl-C the services get the signal too, and may end before this process has begun to.
        Pause.millis(500);
        if (!product.isEnding()) {
            throw new Failure("一个服务意外结束，见日志 (a service ended by itself; see its log): " + product.layout().logs());
        }
    }
}
