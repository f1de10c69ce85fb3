package org.duban.notify.simulation;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;
import org.duban.notify.mail.ManyInstances;
import org.duban.notify.picture.ForgetfulPictures;

/** The service with the simulation's clocks, transport and names, and the seams where bugs are planted. */
public class SimulationProfile implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(
                SimulatedClocks.class,
                SwitchedTransport.class,
                ManyInstances.class,
                ForgetfulPictures.class,
                BuggySql.OfHibernate.class,
                BuggySql.Handwritten.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "duban.rate-limit", "0",
                "quarkus.datasource.jdbc.validate-on-borrow", "false");
    }
}
