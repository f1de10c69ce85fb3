package org.duban.notify.picture;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.duban.notify.picture.AssignmentFacts.Status;

/** A planted bug: whoever asks what is owed is told that nothing was ever done. It is off until it is switched on. */
@Alternative
@Singleton
public class ForgetfulPictures extends PictureStore {

    /** Whether it forgets. */
    public static volatile BooleanSupplier forgets = () -> false;

    ForgetfulPictures(DataSource dataSource, ObjectMapper json) {
        super(dataSource, json);
    }

    @Override
    public List<Picture> of(Collection<UUID> notices, Collection<String> units) {
        List<Picture> known = super.of(notices, units);
        return forgets.getAsBoolean()
                ? known.stream().map(ForgetfulPictures::asIfNothingWereDone).toList()
                : known;
    }

    private static Picture asIfNothingWereDone(Picture of) {
        List<AssignmentFacts> assignments = of.assignments().stream()
                .map(a -> new AssignmentFacts(a.id(), a.ref(), a.number(), a.label(), a.heading(), a.text(), a.role(),
                        Status.IN_PROGRESS, a.originalDue(), a.due(), a.soonFrom(), a.returned()))
                .toList();
        return new Picture(of.deadline(), of.notice(), of.unit(), of.version(), of.due(), of.workingDaysLeft(),
                of.day(), of.occurredAt(), assignments);
    }
}
