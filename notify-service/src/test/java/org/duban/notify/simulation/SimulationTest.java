package org.duban.notify.simulation;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.duban.notify.StackResource;

/** The simulation in {@code verify}, which must stay short. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(SimulationProfile.class)
class SimulationTest extends Simulations {

    @Override
    int seeds() {
        return 75;
    }
}
