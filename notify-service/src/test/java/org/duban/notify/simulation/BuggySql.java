package org.duban.notify.simulation;

import io.agroal.api.AgroalDataSource;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Where a planted bug changes SQL: that of Hibernate, and that which the product writes itself. */
final class BuggySql {

    private BuggySql() {}

    /** Between Hibernate and the database. */
    @Alternative
    @PersistenceUnitExtension
    @ApplicationScoped
    static class OfHibernate implements StatementInspector {
        private static final long serialVersionUID = 1;

        @Override
        public String inspect(String sql) {
            return Bug.rewrite(sql);
        }
    }

    /** Between the handwritten SQL and the database. */
    @Alternative
    @ApplicationScoped
    static class Handwritten {
        @Produces
        @Singleton
        @Alternative
        DataSource dataSource(AgroalDataSource real) {
            return proxy(DataSource.class, (proxy, method, arguments) -> {
                Object result = call(real, method, arguments);
                return result instanceof Connection connection ? rewriting(connection) : result;
            });
        }

        private static Connection rewriting(Connection real) {
            return proxy(Connection.class, (proxy, method, arguments) -> {
                if (method.getName().equals("prepareStatement")) {
                    arguments[0] = Bug.rewrite((String) arguments[0]);
                }
                return call(real, method, arguments);
            });
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
