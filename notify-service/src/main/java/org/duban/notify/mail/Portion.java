package org.duban.notify.mail;

/**
 * How many mails a loop takes together. Each claim and each record is a transaction, so many together cost a fraction of as
 * many alone; but what cannot be sent at once after it was judged is given back, and was taken in vain.
 */
final class Portion {

    private static final int FIRST = 8;

    private final int most;
    private int size;

    Portion(int most) {
        this.most = most;
        this.size = Math.min(FIRST, most);
    }

    int size() {
        return size;
    }

    /**
     * @param mails that there were to send; less than the size where no more were due
     * @param inTime how many of them were sent before they had waited too long
     */
    void went(int mails, int inTime) {
        if (inTime < mails) {
            size = Math.max(1, inTime);
        } else if (mails >= size) {
            size = Math.min(2 * size, most);
        }
    }
}
