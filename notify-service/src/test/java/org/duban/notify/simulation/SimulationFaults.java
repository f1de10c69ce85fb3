package org.duban.notify.simulation;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.duban.notify.StackResource;

/** The simulation with more seeds. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(SimulationProfile.class)
class SimulationFaults extends Simulations {

    @Override
    int seeds() {
        return 2000;
    }
}
